package io.jstartup.platforms.service;

import java.time.Duration;
import java.util.Optional;

/**
 * How an init system stops an app that scripts of its own run.
 *
 * @param treeAtOnce whether all processes of the app get the signal at the same time, and have the same time to end; else what the main process
 *     leaves has its own, from then on
 * @param shutdown how long the machine's shutdown waits for it, whatever time the app has; empty: as long as that
 */
public record DirectStop(boolean treeAtOnce, Optional<Duration> shutdown) {}
