package dev.slipway.registry;

import dev.slipway.artifact.Digest;
import dev.slipway.artifact.ImageRef;
import dev.slipway.contract.FailureType;
import dev.slipway.contract.artifact.ImageActivities;
import dev.slipway.contract.preflight.Findings;
import dev.slipway.contract.preflight.Questions;
import dev.slipway.preflight.Check;
import dev.slipway.preflight.Finding;
import dev.slipway.release.ResolvedImage;
import dev.slipway.release.WantedImage;
import io.temporal.failure.ApplicationFailure;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Any registry that speaks the OCI distribution API. Reads only, so every call may be repeated. */
public final class OciRegistry implements ImageActivities {
  private static final Pattern TAG = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,127}");

  private final RegistrySettings settings;
  private final RegistryLogins logins;
  private final RegistryHttp http;

  public OciRegistry(RegistrySettings settings, RegistryLogins logins) {
    this.settings = settings;
    this.logins = logins;
    this.http = new RegistryHttp(settings.timeout());
  }

  /**
   * @throws ApplicationFailure FORBIDDEN for a login that is refused, MISCONFIGURED for a pull
   *     secret that is not there, INVALID for an answer that contradicts itself or is none,
   *     UNAVAILABLE (with the registry's own delay) for 429, 5xx and silence
   */
  @Override
  public ResolvedImage resolve(WantedImage wanted) {
    Optional<String> objection = objection(wanted.version());
    if (objection.isPresent()) {
      return new ResolvedImage.Missing(wanted, wanted.repository() + ": " + objection.get());
    }
    return ask(
        wanted.repository(),
        wanted.workload().namespace(),
        wanted.pullSecret(),
        images -> resolve(wanted, images));
  }

  private static ResolvedImage resolve(WantedImage wanted, RepositoryImages images) {
    Optional<Manifest> found = images.manifest(wanted.version());
    if (found.isEmpty()) {
      return new ResolvedImage.Missing(wanted, images.whyMissing(wanted.version()));
    }
    Digest digest = found.get().digest();
    if (wanted.version().startsWith("sha256:") && !wanted.version().equals(digest.value())) {
      throw FailureType.INVALID.failure(
          "registry of %s was asked for %s and sends %s: it is not to be trusted with this image"
              .formatted(wanted.repository(), wanted.version(), digest));
    }
    return new ResolvedImage.Found(wanted, digest);
  }

  /**
   * Passes when the manifest, its configuration and every layer are there, as the kubelet will need
   * them.
   *
   * @throws ApplicationFailure UNAVAILABLE (with the registry's own delay) for 429, 5xx and silence
   */
  @Override
  public Finding check(Check check) {
    if (!(check instanceof Check.ImagePullable pullable)) {
      throw FailureType.INVALID.failure(
          "registries answer image-pullable, not " + check.getClass().getSimpleName());
    }
    ImageRef image = pullable.image();
    String reference = image.digest().map(Digest::value).or(image::tag).orElse("latest");
    try {
      return ask(
          image.repository(),
          pullable.namespace(),
          pullable.pullSecret(),
          images -> images.pullable(reference));
    } catch (ApplicationFailure failure) {
      if (FailureType.UNAVAILABLE.name().equals(failure.getType())) {
        throw failure;
      }
      return new Finding.Failed(
          String.valueOf(failure.getOriginalMessage()),
          FailureType.INVALID.name().equals(failure.getType())
              ? "have the registry repaired, or name another one in the image"
              : "give the site a login that may pull this image");
    }
  }

  @Override
  public Findings checks(Questions asked) {
    return Findings.together(asked, this::check);
  }

  /** Asks once more where the registry took back a login that can be had anew. */
  private <T> T ask(
      String repository,
      @Nullable String namespace,
      @Nullable String pullSecret,
      Function<RepositoryImages, T> question) {
    Repository place = Repository.of(repository, settings);
    RegistryLogin login = logins.find(place.registry(), namespace, pullSecret);
    String secret = pullSecret == null ? null : "pull secret " + namespace + "/" + pullSecret;
    try {
      return question.apply(images(place, login, secret));
    } catch (ApplicationFailure failure) {
      if (!FailureType.FORBIDDEN.name().equals(failure.getType())
          || !logins.refused(place.registry(), login)) {
        throw failure;
      }
      RegistryLogin another = logins.find(place.registry(), namespace, pullSecret);
      return question.apply(images(place, another, secret));
    }
  }

  private RepositoryImages images(Repository place, RegistryLogin login, @Nullable String secret) {
    String name = secret == null ? login.toString() : secret;
    return new RepositoryImages(new RegistrySession(http, place, login, name), place);
  }

  private static Optional<String> objection(String version) {
    if (version.equals("latest")) {
      return Optional.of(
          "latest names another image tomorrow (D15): ask for a version tag or a digest");
    }
    if (version.startsWith("sha256:")) {
      return version.matches("sha256:[0-9a-f]{64}")
          ? Optional.empty()
          : Optional.of("'%s' is not sha256: and 64 hex digits".formatted(version));
    }
    return TAG.matcher(version).matches()
        ? Optional.empty()
        : Optional.of(
            "'%s' is not a tag: use up to 128 letters, digits, '.', '_' and '-'"
                .formatted(version));
  }
}
