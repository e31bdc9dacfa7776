package io.jstartup.platforms.service;

import java.nio.file.Path;

/**
 * One file, whole; it belongs to root.
 *
 * @param path where it goes on the machine
 * @param mode its permissions: 0644, or 0600 for what holds secrets
 * @param text its content, written as UTF-8
 */
public record ServiceFile(Path path, int mode, String text) {}
