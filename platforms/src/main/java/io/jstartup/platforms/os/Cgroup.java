package io.jstartup.platforms.os;

import java.util.List;

/** One sub-cgroup of a delegated cgroup v2: the processes of one app and no others. See the kernel's cgroup-v2 document. */
public interface Cgroup {
  /** Its folder's name below the delegated cgroup. */
  String name();

  /** The processes in it and below, in no order; empty when it doesn't exist. */
  List<Integer> pids() throws OsException;

  /** Whether a process lives in it or below ({@code cgroup.events}). */
  boolean populated() throws OsException;

  /** SIGKILL to all of it at once ({@code cgroup.kill}, Linux 5.14; one by one until empty before). */
  void kill() throws OsException;

  /** Removes the folder, inner ones first; false while a process lives in it. */
  boolean remove() throws OsException;
}
