package dev.slipway.contract.people;

import dev.slipway.notice.Notice;
import dev.slipway.notice.Receiver;

public record NoticeRequest(Receiver receiver, Notice notice) {}
