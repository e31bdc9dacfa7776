package io.jstartup.generator;

import io.jstartup.platforms.PlannedFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** One planned file with its bytes. */
public record RenderedFile(PlannedFile planned, byte[] content) {
  public Path path() {
    return planned.path();
  }

  public String text() {
    return new String(content, StandardCharsets.UTF_8);
  }
}
