package io.jstartup.platforms;

import java.util.List;
import java.util.function.Function;

/**
 * A command whose answer decides whether an install holds.
 *
 * @param command what is run
 * @param complaints reads the answer; empty when all is well
 * @param skippable whether a machine without that tool may go without this check
 */
public record Check(
    Command command, Function<CommandOutput, List<String>> complaints, boolean skippable) {}
