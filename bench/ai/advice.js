/** What the model says each time. */
export const ADVICE = 'It takes three working days.';
