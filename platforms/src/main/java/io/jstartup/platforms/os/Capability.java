package io.jstartup.platforms.os;

/** What some systems can do and others can't, for callers and tests to ask. The rest of the seam holds everywhere. */
public enum Capability {
  /** {@link OperatingSystem#delegatedCgroup} may give some. */
  CGROUPS,
  /** {@link OperatingSystem#tagged} and {@link OperatingSystem#withEnvironment} see environments. */
  ENVIRONMENT_SEARCH,
  /** {@link OperatingSystem#session} and {@link TaggedProcess#session} tell sessions. */
  SESSION_SEARCH,
  /** A spawned process leads a session of its own. */
  OWN_SESSION,
  /**
   * Arguments and environment are passed byte for byte and in order, {@code argv[0]} included; no signal is blocked; what can't be
   * executed is explained.
   */
  EXACT_SPAWN,
  /** A death by a signal is never taken for an exit code, nor the other way round. */
  EXACT_EXIT,
  /** An adopted process's death is seen at once, and perhaps how it ended; elsewhere within seconds. */
  EXIT_OF_ADOPTED,
  /** A signal can never reach a process that got the same pid. Elsewhere its start time is looked at just before. */
  EXACT_SIGNALS,
  /** {@link OperatingSystem#adoptOrphans} works. */
  ORPHANS,
  /** {@link Connection#peerPid} is known. */
  PEER_PID,
  /** {@link OperatingSystem#sendDatagram} works. */
  DATAGRAMS,
  /** {@link OperatingSystem#usage} counts memory that processes share once; elsewhere once for each. */
  SHARED_MEMORY,
  /** {@link Poller#receive} works. */
  SENDERS,
  /** {@link OperatingSystem#socketPair} and what takes such a pair work. */
  CHANNELS,
  /** {@link OperatingSystem#headRemoval} is there. */
  HEAD_REMOVAL,
  /** {@link OperatingSystem#listen} works, and a spawned process can be given sockets. */
  SOCKETS,
  /** {@link OperatingSystem#leaveSession} works; elsewhere it does nothing. */
  LEAVE_SESSION
}
