package io.jstartup.platforms;

import java.nio.file.Path;

/**
 * A service of somebody else's that has a hook's name: one of the two would hide the other.
 *
 * @param ours the hook's file
 * @param other where that service is, if there is one; a {@code ?} in its file name stands for any one character
 */
public record Namesake(Path ours, Path other) {}
