# shellcheck shell=bash
# The commands of lab/lab.

LAB_PARTS="etcd kube-apiserver kube-controller-manager kube-scheduler node-agent temporal postgres registry private-registry prometheus"

lab_help() {
  cat <<HELP
usage: lab/lab COMMAND

  install            bring every part onto this machine (Debian packages, Temporal, Kubernetes from source)
  up                 start the lab; installs what is missing; prints addresses and writes lab.env
  status             one line for each part; exit code 0 when all of them run
  down               stop everything, keep the data
  wipe               stop everything and delete data, logs and network; the builds in the cache stay
  open               let this machine reach the lab's addresses, for a browser on the Temporal Web UI
  kill PART...       kill -9, all of them together; status names the parts
  start PART...      start what was killed and wait until it serves
  exec COMMAND...    run a command inside the lab's network (KUBECONFIG and the rest of lab.env are set)
  push REPO:TAG...   build tiny images and push them to the lab's registry; the tag decides what a pod does
  help               this text

state and logs: $LAB_STATE
built parts:    $LAB_CACHE
HELP
}

lab_up() {
  local begin=$SECONDS
  is_installed || lab_install
  start_network
  make_identities
  start_etcd
  start_postgres
  start_temporal
  start_registries
  start_kubernetes
  build_agent
  await_kubernetes
  start_controllers
  as_admin apply --server-side -f "$LAB_DIR/manifests" >/dev/null || fail "kubectl apply of lab/manifests failed"
  start_agent
  start_prometheus
  write_service_account_kubeconfigs
  await_postgres
  await_temporal
  await_registries
  await_prometheus
  await_agent
  write_environment
  say "up after $((SECONDS - begin)) s"
  print_addresses
}

write_environment() {
  local config=$LAB_STATE/kubeconfig
  cat >"$LAB_STATE/lab.env" <<ENVIRONMENT
LAB_NETWORK=$LAB_NETWORK
LAB_STATE=$LAB_STATE
ETCD_URL=http://$ETCD_ADDRESS:2379
KUBERNETES_URL=https://$KUBERNETES_ADDRESS:6443
KUBECONFIG=$config/admin
KUBECONFIG_SLIPWAY=$config/slipway
KUBECONFIG_VIEWER=$config/viewer
AUDIT_LOG=$(audit_log)
TEMPORAL_ADDRESS=$TEMPORAL_IP:7233
TEMPORAL_UI_URL=http://$TEMPORAL_UI_IP:8233
POSTGRES_URL=jdbc:postgresql://$POSTGRES_ADDRESS:5432/slipway
POSTGRES_USER=slipway
POSTGRES_PASSFILE=$PKI/pgpass
POSTGRES_PASSWORD_FILE=$PKI/postgres.password
REGISTRY=$REGISTRY_ADDRESS:5000
PRIVATE_REGISTRY=$PRIVATE_REGISTRY_ADDRESS:5000
PRIVATE_REGISTRY_USER=slipway
PRIVATE_REGISTRY_PASSWORD_FILE=$PKI/registry.password
PROMETHEUS_URL=http://$PROMETHEUS_ADDRESS:9090
ENVIRONMENT
}

print_addresses() {
  sed -n 's/^\([A-Z_]*\)=/  \1 /p' "$LAB_STATE/lab.env"
  say "environment file: $LAB_STATE/lab.env (addresses answer inside the lab: lab/lab exec COMMAND)"
}

lab_status() {
  local part all=0
  for part in $LAB_PARTS; do
    if is_running "$part"; then
      printf '%-24s running  pid %s\n' "$part" "$(pid_of "$part")"
    else
      printf '%-24s stopped\n' "$part"
      all=1
    fi
  done
  return $all
}

lab_down() {
  stop_processes
  stop_network
  rm -f "$LAB_STATE/lab.env"
  say "down; data stay in $LAB_STATE"
}

lab_kill() {
  local part
  [ $# -gt 0 ] || fail "kill needs parts, for example: lab/lab kill temporal postgres; there are $LAB_PARTS"
  for part in "$@"; do
    case " $LAB_PARTS " in *" $part "*) ;; *) fail "no part '$part'; there are $LAB_PARTS" ;; esac
  done
  for part in "$@"; do kill_part "$part" & done
  wait
}

lab_start() {
  local part
  [ $# -gt 0 ] || fail "start needs parts, for example: lab/lab start temporal postgres; there are $LAB_PARTS"
  network_is_up || fail "the lab is not up: run 'lab/lab up' first"
  for part in "$@"; do start_part "$part"; done
}

lab_wipe() {
  stop_processes
  stop_network
  rm -rf "$LAB_STATE" "$LAB_STATE.lock"
  say "wiped; built parts stay in $LAB_CACHE"
}

lab_open() {
  network_is_up || fail "the lab is not up: run 'lab/lab up' first"
  open_network
  say "this machine reaches the lab now; Temporal Web UI: http://$TEMPORAL_UI_IP:8233"
}

lab_exec() {
  [ $# -gt 0 ] || fail "exec needs a command, for example: lab/lab exec kubectl get nodes"
  [ -e "$LAB_STATE/lab.env" ] || fail "the lab is not up: run 'lab/lab up' first"
  set -a
  # shellcheck source=/dev/null
  . "$LAB_STATE/lab.env"
  set +a
  PATH=$(control_plane_dir):$(temporal_dir)/bin:$POSTGRES_BIN:$PATH PGPASSFILE=$POSTGRES_PASSFILE \
    exec ip netns exec "$LAB_NETWORK" "$@"
}

lab_push() {
  [ $# -gt 0 ] || fail "push needs images, for example: lab/lab push shop/api:v1.2.0 shop/api:v1.3.0-crash"
  is_running registry || fail "the registry is not up: run 'lab/lab up' first"
  run_lab_jar push --registry "$REGISTRY_ADDRESS:5000" "$@"
}
