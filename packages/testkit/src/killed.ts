/** Stands for the death of our own process at one exact point: nothing after it runs, so everything that is awaited rejects. */
export class Killed extends Error {
  /** Told by this and not by its class, since whoever catches it may not import a test tool. */
  readonly killed = true;

  constructor(where = 'a call') {
    super(`The process was killed at ${where}.`);
    this.name = 'Killed';
  }
}
