package dev.slipway.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.artifact.Digest;
import dev.slipway.artifact.ImageRef;
import dev.slipway.contract.artifact.ImageActivities;
import dev.slipway.houserules.Covers;
import dev.slipway.name.ServiceName;
import dev.slipway.name.SiteName;
import dev.slipway.preflight.Check;
import dev.slipway.preflight.Finding;
import dev.slipway.release.ResolvedImage;
import dev.slipway.release.WantedImage;
import dev.slipway.rollout.WorkloadKind;
import dev.slipway.rollout.WorkloadRef;
import org.junit.jupiter.api.Test;

/** What a registry and the adapter in front of it show together. */
public abstract class RegistryContract {
  private static final Digest NOWHERE = Digest.of("sha256:" + "0123456789abcdef".repeat(4));

  /** The adapter under test. */
  protected abstract ImageActivities images();

  /** An image that lies there complete and can be read without a login, with {@link #tag}. */
  protected abstract String repository();

  protected abstract String tag();

  /** The digest under which that tag was pushed. */
  protected abstract Digest digest();

  @Test
  void turnsATagIntoItsDigest() {
    assertThat(resolve(tag())).isEqualTo(new ResolvedImage.Found(wanted(tag()), digest()));
  }

  @Test
  void answersTheSameTwice() {
    assertThat(resolve(tag())).isEqualTo(resolve(tag()));
  }

  @Test
  void showsThatADigestIsThere() {
    assertThat(resolve(digest().value()))
        .isEqualTo(new ResolvedImage.Found(wanted(digest().value()), digest()));
  }

  @Test
  void namesTheTagsThatAreThereWhenOneIsMissing() {
    String missing = tag() + "9";
    assertThat(whyMissing(missing)).contains(repository(), missing, tag());
  }

  @Test
  void missesADigestThatNobodyPushed() {
    assertThat(whyMissing(NOWHERE.value())).contains(NOWHERE.value());
  }

  @Test
  void missesARepositoryThatNobodyPushed() {
    String repository = repository() + "-of-nobody";
    ResolvedImage answer = images().resolve(wanted(repository, tag()));
    assertThat(answer).isInstanceOf(ResolvedImage.Missing.class);
    assertThat(((ResolvedImage.Missing) answer).why()).contains(repository, tag());
  }

  @Test
  void refusesTheTagThatMoves() {
    assertThat(whyMissing("latest")).contains("latest", "digest");
  }

  @Test
  @Covers("AIW-138")
  void findsEveryPartOfAnImage() {
    assertThat(check(ImageRef.pinned(repository(), digest()))).isInstanceOf(Finding.Passed.class);
    assertThat(check(ImageRef.of(repository() + ":" + tag()))).isInstanceOf(Finding.Passed.class);
  }

  @Test
  @Covers("AIW-138")
  void failsTheCheckOfAnImageThatIsNotThere() {
    Finding finding = check(ImageRef.of(repository() + ":" + tag() + "9"));
    assertThat(finding).isInstanceOf(Finding.Failed.class);
    assertThat(finding.detail()).contains(repository(), tag() + "9");
    assertThat(check(ImageRef.pinned(repository(), NOWHERE))).isInstanceOf(Finding.Failed.class);
  }

  private Finding check(ImageRef image) {
    return images().check(new Check.ImagePullable(image));
  }

  private ResolvedImage resolve(String version) {
    return images().resolve(wanted(version));
  }

  private String whyMissing(String version) {
    ResolvedImage answer = resolve(version);
    assertThat(answer).isInstanceOf(ResolvedImage.Missing.class);
    return ((ResolvedImage.Missing) answer).why();
  }

  private WantedImage wanted(String version) {
    return wanted(repository(), version);
  }

  private static WantedImage wanted(String repository, String version) {
    WorkloadRef workload = new WorkloadRef("shop", WorkloadKind.DEPLOYMENT, "api");
    return new WantedImage(
        ServiceName.of("api"),
        SiteName.of("here"),
        workload,
        "api",
        false,
        repository,
        version,
        null);
  }
}
