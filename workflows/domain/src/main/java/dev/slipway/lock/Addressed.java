package dev.slipway.lock;

/** An answer and the workflow that shall get it. */
public record Addressed(String workflowId, LockAnswer answer) {}
