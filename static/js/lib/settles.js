// What an answer says of the command it answers, by its status alone.

/** Whether it settles the command; a server that is down or overloaded does not. @param {number} status */
export function settles(status) {
  return status < 500 && status !== 429;
}
