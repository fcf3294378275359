package dev.slipway.evidence;

import dev.slipway.name.ServiceName;
import dev.slipway.release.Wave;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Waves, their services, their workloads: the tree that people watch. */
public record Progress(List<WaveView> waves) {
  public Progress {
    waves = List.copyOf(waves);
  }

  static Progress none() {
    return new Progress(List.of());
  }

  public List<ServiceView> services() {
    return waves.stream().flatMap(wave -> wave.services().stream()).toList();
  }

  public Optional<ServiceView> service(ServiceName name) {
    return services().stream().filter(view -> view.service().equals(name)).findFirst();
  }

  Progress after(Fact fact) {
    return switch (fact) {
      case Fact.PlanMade made ->
          new Progress(made.plan().waves().stream().map(Progress::planned).toList());
      case Fact.WaveStarted wave -> started(wave);
      default -> {
        ServiceName about = about(fact);
        yield about == null ? this : told(about, fact);
      }
    };
  }

  private static @Nullable ServiceName about(Fact fact) {
    return switch (fact) {
      case Fact.RolloutStarted told -> told.service();
      case Fact.ChangeIntended told -> told.service();
      case Fact.ChangeMade told -> told.service();
      case Fact.WorkloadSeen told -> told.service();
      case Fact.RolloutEnded told -> told.service();
      case Fact.Verified told -> told.service();
      case Fact.Undone told -> told.service();
      case Fact.UndoFailed told -> told.service();
      // the rest is not about one service
      default -> null;
    };
  }

  private static WaveView planned(Wave wave) {
    return new WaveView(
        wave.number(), false, wave.services().stream().map(ServiceView::planned).toList());
  }

  private Progress started(Fact.WaveStarted started) {
    var all = new ArrayList<WaveView>();
    for (WaveView wave : waves) {
      if (wave.number() != started.number()) {
        all.add(wave);
      }
    }
    List<ServiceView> services =
        started.services().stream()
            .map(name -> service(name).orElse(ServiceView.waiting(name)))
            .toList();
    all.add(new WaveView(started.number(), true, services));
    all.sort(Comparator.comparingInt(WaveView::number));
    return new Progress(all);
  }

  /** A service that no wave named is told of all the same, in a wave of number 0. */
  private Progress told(ServiceName name, Fact fact) {
    if (service(name).isEmpty()) {
      return started(new Fact.WaveStarted(0, orphansWith(name))).told(name, fact);
    }
    return new Progress(
        waves.stream()
            .map(wave -> new WaveView(wave.number(), wave.started(), each(wave, name, fact)))
            .toList());
  }

  private List<ServiceName> orphansWith(ServiceName name) {
    var orphans = new ArrayList<ServiceName>();
    waves.stream()
        .filter(wave -> wave.number() == 0)
        .flatMap(wave -> wave.services().stream())
        .forEach(view -> orphans.add(view.service()));
    orphans.add(name);
    return orphans;
  }

  private static List<ServiceView> each(WaveView wave, ServiceName name, Fact fact) {
    return wave.services().stream()
        .map(view -> view.service().equals(name) ? view.after(fact) : view)
        .toList();
  }
}
