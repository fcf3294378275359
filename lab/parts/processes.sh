# shellcheck shell=bash
# Starts, watches and stops the lab's processes: a pid file and a log file each, all in the namespace.

pid_of() { cat "$LAB_STATE/run/$1.pid" 2>/dev/null || true; }

is_running() { # NAME
  local pid
  pid=$(pid_of "$1")
  [ -n "$pid" ] && kill -0 "$pid" 2>/dev/null && [ "$(ip netns identify "$pid" 2>/dev/null)" = "$LAB_NETWORK" ]
}

start() { # NAME COMMAND...
  local name=$1
  shift
  if is_running "$name"; then return; fi
  mkdir -p "$LAB_STATE/run"
  setsid ip netns exec "$LAB_NETWORK" "$@" >>"$LAB_LOGS/$name.log" 2>&1 </dev/null 9>&- &
  echo $! >"$LAB_STATE/run/$name.pid"
}

await() { # NAME SECONDS COMMAND...: until the command succeeds inside the namespace
  local name=$1 end=$((SECONDS + $2))
  shift 2
  until inside "$@" >/dev/null 2>&1; do
    is_running "$name" || fail "$name ended right after its start; last words: $(tail -n 3 "$LAB_LOGS/$name.log")"
    [ $SECONDS -lt $end ] || fail "$name is not ready after its time limit; see $LAB_LOGS/$name.log"
    sleep 0.2
  done
}

await_http() { # NAME URL [curl options]
  local name=$1
  shift
  await "$name" 60 curl -fsS -m 2 -o /dev/null "$@"
}

# First the polite signal to everything in the namespace, then, after four seconds, the other one.
stop_processes() {
  local end=$((SECONDS + 4)) pids
  network_is_up || return 0
  pids=$(ip netns pids "$LAB_NETWORK")
  # shellcheck disable=SC2086
  [ -z "$pids" ] || kill $pids 2>/dev/null || true
  while pids=$(ip netns pids "$LAB_NETWORK") && [ -n "$pids" ]; do
    if [ $SECONDS -ge $end ]; then
      # shellcheck disable=SC2086
      kill -9 $pids 2>/dev/null || true
    fi
    sleep 0.1
  done
  rm -rf "$LAB_STATE/run"
}

# A part with its children at once and without a word, as a power cut would: PostgreSQL's children are groups
# of their own and would otherwise outlive their parent for a moment.
kill_part() { # NAME
  local pid children
  is_running "$1" || return 0
  pid=$(pid_of "$1")
  children=$(ps -o pid= --ppid "$pid" | xargs || true)
  # shellcheck disable=SC2086
  kill -9 "$pid" $children 2>/dev/null || true
  while kill -0 "$pid" 2>/dev/null; do sleep 0.05; done
}

start_part() { # NAME
  case $1 in
    etcd) start_etcd ;;
    kube-apiserver) start_kubernetes && await_kubernetes ;;
    kube-controller-manager | kube-scheduler) start_controllers ;;
    node-agent) build_agent && start_agent && await_agent ;;
    temporal) start_temporal && await_temporal ;;
    postgres) start_postgres && await_postgres ;;
    registry | private-registry) start_registries && await_registries ;;
    prometheus) start_prometheus && await_prometheus ;;
    *) fail "no part '$1'; there are $LAB_PARTS" ;;
  esac
}
