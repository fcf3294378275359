package dev.slipway.rollout;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.slipway.artifact.Digest;
import dev.slipway.artifact.ImageRef;
import dev.slipway.name.CountText;

/**
 * What a look at a workload under way says. Only {@link Complete} is good; the rest say whose
 * trouble it is.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = RolloutSighting.Complete.class, name = "complete"),
  @JsonSubTypes.Type(value = RolloutSighting.Crashing.class, name = "crashing"),
  @JsonSubTypes.Type(value = RolloutSighting.Unpullable.class, name = "unpullable"),
  @JsonSubTypes.Type(value = RolloutSighting.Misconfigured.class, name = "misconfigured"),
  @JsonSubTypes.Type(value = RolloutSighting.PlatformIll.class, name = "platform-ill"),
  @JsonSubTypes.Type(value = RolloutSighting.PlatformWell.class, name = "platform-well"),
  @JsonSubTypes.Type(value = RolloutSighting.Superseded.class, name = "superseded")
})
public sealed interface RolloutSighting {
  /** What was seen, for people; without the names of service and workload. */
  String sentence();

  /** Every pod is of the wanted digests, updated, available and ready. */
  record Complete(int pods) implements RolloutSighting {
    @Override
    public String sentence() {
      return CountText.of(pods, "pod") + " new and ready";
    }
  }

  /** A new pod's container ends again and again: the image's own fault. */
  record Crashing(
      String pod, String container, ImageRef image, String reason, int restarts, String lastLog)
      implements RolloutSighting {
    @Override
    public String sentence() {
      return "%s of %s crashes (%s, %s)"
          .formatted(container, pod, reason, CountText.of(restarts, "restart"));
    }
  }

  /** The registry answered that this image cannot be had: not found, or not allowed. */
  record Unpullable(String pod, ImageRef image, String message) implements RolloutSighting {
    @Override
    public String sentence() {
      String which = message.contains(image.repository()) ? "its image" : "image " + image;
      return Digest.shortenedIn("%s cannot pull %s: %s".formatted(pod, which, message));
    }
  }

  /** A new pod cannot start because something that its template names is missing or refused. */
  record Misconfigured(String pod, String reason, String message) implements RolloutSighting {
    @Override
    public String sentence() {
      return Digest.shortenedIn("%s cannot start: %s".formatted(pod, message));
    }
  }

  /** No node, no quota, registry or API not answering: not the change's fault. */
  record PlatformIll(String system, String message) implements RolloutSighting {
    @Override
    public String sentence() {
      return Digest.shortenedIn("%s is ill: %s".formatted(system, message));
    }
  }

  /**
   * Nothing of the platform has been ill for some seconds. Said only to those who know of an
   * illness: from now on the change is on its own again.
   */
  record PlatformWell() implements RolloutSighting {
    @Override
    public String sentence() {
      return "the platform is well again";
    }
  }

  /** Somebody else changed the declared fields, or a newer token did. */
  record Superseded(String message) implements RolloutSighting {
    @Override
    public String sentence() {
      return Digest.shortenedIn(message);
    }
  }
}
