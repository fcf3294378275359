package dev.slipway.fire.fuse;

/** Where in an activity or a workflow task a process is. */
public enum Stage {
  /** An activity begins; it has looked at nothing yet. */
  BEGIN,
  /** An activity has looked and is about to send a write to the cluster. */
  ACT,
  /** The cluster has answered a write, and the activity does not know it yet. */
  ACTED,
  /** An activity is over, and Temporal has not heard of it. */
  ANSWER,
  /** A workflow has decided, and Temporal has not heard of it. */
  DECIDE,
  /** Temporal has taken what a workflow decided, and the worker does not know it yet. */
  DECIDED
}
