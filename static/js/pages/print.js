// A page to print: it is the server's, the button prints it.
import { printButton } from '../widgets/print_button.js';

printButton();
