package dev.slipway.contract.people;

public record NoticeResult(boolean delivered, String detail) {}
