// The report of the day, to print.
import { printButton } from '../widgets/print_button.js';

printButton();
