package dev.slipway.worker;

/** What a worker process does. */
public enum WorkerRole {
  /** Workflow code, on task queue {@code slipway}. */
  WORKFLOWS,
  /** The ledger and notices, on task queue {@code slipway}. */
  PEOPLE,
  /** Activities of the configured sites, on task queues {@code site.<name>}. */
  SITES
}
