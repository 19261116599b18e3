/** What the bench's webhooks show at the door, and what its service shows the sandbox Braze. */
export const SECRET = 'a secret of the bench alone';
export const BRAZE_KEY = 'a key of the bench alone';
