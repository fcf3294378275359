package dev.slipway.contract.rollout;

public record AdoptionRequest(String namespace) {}
