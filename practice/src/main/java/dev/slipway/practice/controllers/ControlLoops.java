package dev.slipway.practice.controllers;

import dev.slipway.practice.pod.Kubelet;
import dev.slipway.practice.pod.PodRuns;
import dev.slipway.practice.world.World;

/** All loops of a cluster, in the order in which they act. */
public final class ControlLoops {
  private ControlLoops() {}

  public static void install(World world, PodRuns runs) {
    world.add(new Autoscalers(world));
    world.add(new Deployments(world));
    world.add(new ReplicaSets(world));
    world.add(new StatefulSets(world));
    world.add(new Jobs(world));
    world.add(new Garbage(world));
    world.add(new Scheduler(world));
    world.add(new Kubelet(world, runs));
    world.add(new Endpoints(world));
    world.add(new Quotas(world));
    world.add(new Budgets(world));
  }
}
