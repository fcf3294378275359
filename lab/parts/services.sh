# shellcheck shell=bash
# One function for each part of the lab: how it starts and when it is ready.

start_etcd() {
  mkdir -p -m 700 "$LAB_STATE/etcd"
  start etcd env ETCD_UNSUPPORTED_ARCH="$(go_arch)" etcd --name lab --data-dir "$LAB_STATE/etcd" --unsafe-no-fsync --logger zap --log-outputs stderr \
    --listen-client-urls "http://$ETCD_ADDRESS:2379" --advertise-client-urls "http://$ETCD_ADDRESS:2379" \
    --listen-peer-urls "http://$ETCD_ADDRESS:2380" --initial-advertise-peer-urls "http://$ETCD_ADDRESS:2380" \
    --initial-cluster "lab=http://$ETCD_ADDRESS:2380"
}

go_arch() { case $(uname -m) in aarch64) echo arm64 ;; *) echo amd64 ;; esac }

start_kubernetes() {
  mkdir -p "$LAB_STATE/kube-apiserver"
  start kube-apiserver "$(control_plane_dir)/kube-apiserver" \
    --etcd-servers "http://$ETCD_ADDRESS:2379" --storage-media-type application/json --etcd-compaction-interval 2h \
    --cert-dir "$LAB_STATE/kube-apiserver" \
    --bind-address "$KUBERNETES_ADDRESS" --advertise-address "$KUBERNETES_ADDRESS" --secure-port 6443 \
    --tls-cert-file "$PKI/kube-apiserver.crt" --tls-private-key-file "$PKI/kube-apiserver.key" \
    --client-ca-file "$PKI/ca.crt" --token-auth-file "$PKI/tokens.csv" --authorization-mode RBAC \
    --service-account-key-file "$PKI/service-accounts.key" \
    --service-account-signing-key-file "$PKI/service-accounts.key" \
    --service-account-issuer https://kubernetes.default.svc --service-cluster-ip-range "$SERVICE_RANGE" \
    --endpoint-reconciler-type none --allow-privileged \
    --kubelet-certificate-authority "$PKI/ca.crt" --kubelet-client-certificate "$PKI/kubelet-client.crt" \
    --kubelet-client-key "$PKI/kubelet-client.key" --kubelet-preferred-address-types InternalIP \
    --audit-policy-file "$LAB_DIR/config/audit-policy.yaml" --audit-log-path "$(audit_log)" \
    --audit-log-format json --audit-log-mode blocking-strict --audit-log-maxsize 200 --audit-log-maxbackup 5
}

audit_log() { printf '%s/audit.log' "$LAB_LOGS"; }

await_kubernetes() {
  await_http kube-apiserver --cacert "$PKI/ca.crt" "https://$KUBERNETES_ADDRESS:6443/readyz"
}

start_controllers() {
  local config=$LAB_STATE/kubeconfig
  start kube-controller-manager "$(control_plane_dir)/kube-controller-manager" \
    --kubeconfig "$config/controller-manager" --authentication-kubeconfig "$config/controller-manager" \
    --authorization-kubeconfig "$config/controller-manager" --leader-elect=false \
    --bind-address "$CONTROLLERS_ADDRESS" --cert-dir "$LAB_STATE/kube-controller-manager" \
    --use-service-account-credentials --root-ca-file "$PKI/ca.crt" \
    --service-account-private-key-file "$PKI/service-accounts.key"
  start kube-scheduler "$(control_plane_dir)/kube-scheduler" \
    --kubeconfig "$config/scheduler" --authentication-kubeconfig "$config/scheduler" \
    --authorization-kubeconfig "$config/scheduler" --leader-elect=false \
    --bind-address "$CONTROLLERS_ADDRESS" --cert-dir "$LAB_STATE/kube-scheduler"
}

start_temporal() {
  mkdir -p "$LAB_STATE/temporal"
  start temporal "$(temporal_dir)/bin/temporal" server start-dev --ip "$TEMPORAL_IP" --port 7233 \
    --ui-ip "$TEMPORAL_UI_IP" --ui-port 8233 --metrics-port 9233 --db-filename "$LAB_STATE/temporal/temporal.db" \
    --log-level warn
}

# The front end answers long before the parts behind it do: a task queue is one of theirs.
await_temporal() {
  await temporal 60 "$(temporal_dir)/bin/temporal" operator namespace describe -n default --address "$TEMPORAL_IP:7233"
  await temporal 60 "$(temporal_dir)/bin/temporal" task-queue describe --task-queue ready --address "$TEMPORAL_IP:7233"
}

# PostgreSQL refuses root, and its user may not enter root's home: in a mount namespace of its own the data
# folder appears at a place that user can reach.
in_postgres_folder() { # COMMAND...
  local data=$LAB_STATE/postgres
  printf '%s\n' "mount --bind $(printf %q "$data") /var/lib/postgresql && cd /var/lib/postgresql &&
exec setpriv --reuid postgres --regid postgres --init-groups $*"
}

start_postgres() {
  local data=$LAB_STATE/postgres
  if [ ! -e "$data/data/PG_VERSION" ]; then
    rm -rf "$data"
    install -d -m 700 -o postgres -g postgres "$data"
    install -m 600 -o postgres -g postgres "$PKI/postgres.password" "$data/password"
    inside bash -c "$(in_postgres_folder "$POSTGRES_BIN/initdb" -D data -U postgres --pwfile password \
      --auth scram-sha-256 -E UTF8 --locale C.UTF-8 --no-sync)" >>"$LAB_LOGS/postgres.log" 2>&1 ||
      fail "initdb failed: see $LAB_LOGS/postgres.log"
    rm -f "$data/password"
    echo "host all all $POD_RANGE scram-sha-256" >>"$data/data/pg_hba.conf"
  fi
  printf '%s:5432:*:postgres:%s\n%s:5432:*:slipway:%s\n' "$POSTGRES_ADDRESS" "$(cat "$PKI/postgres.password")" \
    "$POSTGRES_ADDRESS" "$(cat "$PKI/postgres.password")" >"$PKI/pgpass"
  chmod 600 "$PKI/pgpass"
  start postgres bash -c "$(in_postgres_folder "$POSTGRES_BIN/postgres" -D data -h "$POSTGRES_ADDRESS" -p 5432 \
    -c unix_socket_directories= -c fsync=off -c max_connections=200 -c wal_level=replica \
    -c log_statement=mod -c log_parameter_max_length=0 -c 'log_line_prefix="%m [%p] ~%d~%u~ "')"
}

psql_admin() { inside env PGPASSFILE="$PKI/pgpass" psql -qAt -h "$POSTGRES_ADDRESS" -U postgres "$@"; }

# The password goes in by standard input: an argument would show in the process list.
await_postgres() {
  await postgres 30 "$POSTGRES_BIN/pg_isready" -q -h "$POSTGRES_ADDRESS"
  # the log is a witness of every change, and the administrator's statements carry passwords of roles
  psql_admin -d postgres -c "alter role postgres set log_statement = 'none'"
  if [ -z "$(psql_admin -d postgres -c "select 1 from pg_roles where rolname = 'slipway'")" ]; then
    printf "create role slipway login createdb password '%s';\ncreate database slipway owner slipway;\n" \
      "$(cat "$PKI/postgres.password")" | psql_admin -d postgres -v ON_ERROR_STOP=1
  fi
}

# Two registries of one kind: anybody may use the first, the second wants a name and a password.
start_registries() {
  start_registry registry "$REGISTRY_ADDRESS"
  if [ ! -e "$PKI/registry.htpasswd" ]; then
    htpasswd -niB slipway <"$PKI/registry.password" >"$PKI/registry.htpasswd"
  fi
  start_registry private-registry "$PRIVATE_REGISTRY_ADDRESS" "$PKI/registry.htpasswd"
}

start_registry() { # NAME ADDRESS [HTPASSWD_FILE]
  local name=$1 config=$LAB_STATE/$1.yml
  mkdir -p "$LAB_STATE/$name"
  sed -e "s#@DATA@#$LAB_STATE/$name#" -e "s#@ADDRESS@#$2:5000#" "$LAB_DIR/config/registry.yml" >"$config"
  if [ -n "${3:-}" ]; then
    printf 'auth:\n  htpasswd:\n    realm: lab\n    path: %s\n' "$3" >>"$config"
  fi
  start "$name" docker-registry serve "$config"
}

await_registries() {
  await_http registry "http://$REGISTRY_ADDRESS:5000/v2/"
  # without -f: its refusal is the sign of life
  await private-registry 60 curl -sS -m 2 -o /dev/null "http://$PRIVATE_REGISTRY_ADDRESS:5000/v2/"
}

start_prometheus() {
  # samples of a lab that is gone help nobody, and what a kill left half written takes a minute to read
  is_running prometheus || rm -rf "$LAB_STATE/prometheus"
  mkdir -p "$LAB_STATE/prometheus" "$LAB_STATE/pods"
  sed -e "s#@TARGETS@#$LAB_STATE/pods/prometheus-targets.json#g" \
    -e "s#@TEMPORAL@#$TEMPORAL_IP:9233#g" -e "s#@SELF@#$PROMETHEUS_ADDRESS:9090#g" -e "s#@RULES@#$LAB_DIR/config#g" \
    "$LAB_DIR/config/prometheus.yml" >"$LAB_STATE/prometheus.yml"
  start prometheus prometheus --config.file "$LAB_STATE/prometheus.yml" --storage.tsdb.path "$LAB_STATE/prometheus" \
    --storage.tsdb.retention.time 2d --web.listen-address "$PROMETHEUS_ADDRESS:9090" --log.level warn
}

await_prometheus() { await_http prometheus "http://$PROMETHEUS_ADDRESS:9090/-/ready"; }
