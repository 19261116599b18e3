/**
 * Version of what turns a snapshot and an event into the next snapshot. It goes up when the same
 * release would fold the same log to something else; N and N+1 then run side by side.
 */
export const ENGINE = 1;
