package io.jstartup.supervisor.live;

import io.jstartup.model.SavedInstance;

/** One instance as the live state has it. */
record LiveInstance(int id, SavedInstance saved, LiveRun run) {}
