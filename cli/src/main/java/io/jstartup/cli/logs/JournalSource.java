package io.jstartup.cli.logs;

import io.jstartup.supervisor.log.read.LogSource;

/**
 * An app's output in systemd's journal, both its streams.
 *
 * @param unit its service
 * @param label whose it is; its file is none
 */
record JournalSource(String unit, LogSource label) {}
