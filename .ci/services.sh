# Sourced by .ci/run: what tests of real components need. A PostgreSQL server of this run's own, whose content is lost at its end, and
# QuestDB's grammar for the tables of the series.

apt_updated=
apt_install() {
  command -v apt-get >/dev/null || return 1
  if [ -z "$apt_updated" ]; then
    apt-get update -qq || return 1
    apt_updated=1
  fi
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

# PostgreSQL refuses to run as root.
as_postgres() {
  if [ "$(id -u)" -eq 0 ]; then setpriv --reuid=postgres --regid=postgres --clear-groups "$@"; else "$@"; fi
}

postgres_folder=
postgres_programs=

start_postgres() {
  local port=55432
  postgres_programs=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
  if [ ! -x "$postgres_programs/initdb" ]; then
    # Without the cluster that the package would make and start.
    mkdir -p /etc/postgresql-common && echo 'create_main_cluster = false' >/etc/postgresql-common/createcluster.conf
    apt_install postgresql || return 1
    postgres_programs=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -n 1)
  fi
  # The next port when another run has this one.
  while (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do port=$((port + 1)); done
  postgres_folder=$(mktemp -d)
  [ "$(id -u)" -ne 0 ] || chown postgres "$postgres_folder"
  as_postgres "$postgres_programs/initdb" --no-sync -A trust -U postgres -E UTF8 --locale=C -D "$postgres_folder/data" >/dev/null || return 1
  as_postgres "$postgres_programs/pg_ctl" -D "$postgres_folder/data" -w -t 60 -l "$postgres_folder/log" \
    -o "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories=$postgres_folder -c fsync=off" start >/dev/null || return 1
  export PLUGINTRADING_TEST_POSTGRES="Host=127.0.0.1;Port=$port;Username=postgres;Database=postgres"
}

stop_postgres() {
  [ -n "$postgres_folder" ] || return 0
  as_postgres "$postgres_programs/pg_ctl" -D "$postgres_folder/data" -m immediate stop >/dev/null 2>&1
  rm -rf "$postgres_folder"
}

install_questdb_grammar() {
  command -v node >/dev/null && command -v npm >/dev/null || apt_install nodejs npm || return 1
  npm ci --prefix tests/PluginTrading.Storage.Tests/questdb --no-audit --no-fund --silent
}
