package io.jstartup.platforms.os;

/**
 * One live process with what tells whose it is.
 *
 * @param parent its parent's pid
 * @param session the pid of its session's leader
 * @param tag the value of the variable that was asked for; null when it has none or may not be read
 */
public record TaggedProcess(ProcessIdentity identity, int parent, int session, String tag) {}
