package dev.slipway.document;

import dev.slipway.preflight.Severity;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The short way for an urgent repair. Preflight, undo and ledger stay as they are. */
public record HotfixSpec(
    @Says(value = "Who must say yes.", otherwise = "as for every release")
        @Nullable ApprovalSpec approval,
    @Says(value = "Time before the first change.", min = "0s", max = "30d", otherwise = "0s")
        @Nullable Duration noticePeriod,
    @Says(
            value = "Healthy waiting time at the end.",
            min = "0s",
            max = "30d",
            otherwise = "as for every release")
        @Nullable Duration bake,
    @Says(value = "Start inside a freeze window too.", otherwise = "false")
        @Nullable Boolean ignoreFreeze,
    @Says(value = "What missing evidence means.", otherwise = "as for every release")
        @Nullable Severity evidence) {}
