package dev.slipway.rollout;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.slipway.artifact.Digest;
import dev.slipway.name.TimeText;
import java.time.Duration;
import java.util.List;

/**
 * The kinds of trouble, never mixed: a bad change, a refusal for good, an ill or invisible
 * platform, a limit reached, a person's stop.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Trouble.BadChange.class, name = "bad-change"),
  @JsonSubTypes.Type(value = Trouble.Refused.class, name = "refused"),
  @JsonSubTypes.Type(value = Trouble.Unseen.class, name = "unseen"),
  @JsonSubTypes.Type(value = Trouble.TimedOut.class, name = "timed-out"),
  @JsonSubTypes.Type(value = Trouble.Contested.class, name = "contested"),
  @JsonSubTypes.Type(value = Trouble.Stopped.class, name = "stopped")
})
public sealed interface Trouble {
  /** One sentence for people: what went wrong, all of it. */
  String sentence();

  /** A few words for where the sentence stands elsewhere already. */
  String brief();

  /**
   * The change is bad.
   *
   * @param guilty digests that failed by their own fault and become known-bad; empty when no image
   *     is to blame
   */
  record BadChange(String service, String what, List<Digest> guilty) implements Trouble {
    @Override
    public String sentence() {
      return Digest.shortenedIn(Prefixed.by(service, what));
    }

    @Override
    public String brief() {
      return service + " failed";
    }
  }

  /** A system said for good that it does not do what the change needs. No image is to blame. */
  record Refused(String service, String what) implements Trouble {
    @Override
    public String sentence() {
      return Digest.shortenedIn(Prefixed.by(service, what));
    }

    @Override
    public String brief() {
      return service + " failed";
    }
  }

  /**
   * We could not see, or the platform was ill, until the policy's limit. Nobody becomes known-bad.
   */
  record Unseen(String system, String what) implements Trouble {
    @Override
    public String sentence() {
      return Digest.shortenedIn(system + " did not serve: " + what);
    }

    @Override
    public String brief() {
      return system + " did not serve";
    }
  }

  /** A limit of time passed without a fault that can be named. */
  record TimedOut(String what, Duration limit) implements Trouble {
    @Override
    public String sentence() {
      return "%s was not finished within %s".formatted(what, TimeText.of(limit));
    }

    @Override
    public String brief() {
      return "time was over";
    }
  }

  /** Somebody else changes the same fields. */
  record Contested(String what) implements Trouble {
    @Override
    public String sentence() {
      return Digest.shortenedIn(what);
    }

    @Override
    public String brief() {
      return "somebody else changes the same";
    }
  }

  /** A person, a stop order or a pre-empting run ended it. */
  record Stopped(String by, String why) implements Trouble {
    @Override
    public String sentence() {
      return why.isBlank() ? "stopped by " + by : "stopped by %s: %s".formatted(by, why);
    }

    @Override
    public String brief() {
      return sentence();
    }
  }
}
