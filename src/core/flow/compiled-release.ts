import type { AnyStateMachine } from 'xstate';

/** A release made ready to run; built once, shared by all conversations, never changed. */
export interface CompiledRelease {
  /** One machine for all flows of the release. */
  readonly machine: AnyStateMachine;
  /** Ids of the campaigns that its replies go out by. */
  readonly campaigns: ReadonlySet<string>;
}
