package dev.slipway.practice.port;

import dev.slipway.artifact.Digest;
import dev.slipway.artifact.ImageRef;
import dev.slipway.contract.artifact.ImageActivities;
import dev.slipway.practice.world.Image;
import dev.slipway.practice.world.ImageName;
import dev.slipway.practice.world.Images;
import dev.slipway.preflight.Check;
import dev.slipway.preflight.Finding;
import dev.slipway.release.ResolvedImage;
import dev.slipway.release.WantedImage;
import java.util.Optional;

/** A03 on the images that were pushed to the practice site. */
public final class PracticeImages implements ImageActivities {
  private final Images images;

  public PracticeImages(Images images) {
    this.images = images;
  }

  @Override
  public ResolvedImage resolve(WantedImage wanted) {
    String repository = ImageName.of(wanted.repository() + ":any").repository();
    if (wanted.version().equals("latest")) {
      return new ResolvedImage.Missing(
          wanted, "the tag latest moves; name a digest or a tag that stays");
    }
    Optional<Image> image = images.find(repository, wanted.version());
    return image.isPresent()
        ? new ResolvedImage.Found(wanted, Digest.of(image.get().digest()))
        : new ResolvedImage.Missing(
            wanted,
            "%s has no %s; push it first. There are: %s"
                .formatted(
                    wanted.repository(),
                    wanted.version(),
                    String.join(", ", images.tags(repository))));
  }

  @Override
  public Finding check(Check check) {
    if (!(check instanceof Check.ImagePullable pullable)) {
      throw ClusterChecks.foreign(check);
    }
    ImageRef image = pullable.image();
    return images.find(image.value()).isPresent()
        ? new Finding.Passed(image + " is there")
        : new Finding.Failed(image + " is not there", "push it first");
  }
}
