package io.jstartup.generator;

import java.nio.file.Path;

/**
 * One file of a preview.
 *
 * @param mode the permissions in octal, such as {@code 0644}
 * @param owner user and group: {@code root:root}
 * @param diff unified diff from what is installed to the content; empty when they are equal
 */
public record FilePreview(Path path, String mode, String owner, String content, String diff) {}
