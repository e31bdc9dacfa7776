package io.jstartup.model.broken;

import com.sun.jna.Native;
import freemarker.template.Configuration;
import io.jstartup.generator.broken.Hook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine;

/** Breaks house rules, for the test that they see it: the model depends on nothing and does nothing. */
public final class DoesEverything {
  public void breakTheRules(Hook hook, Path from, Path to) throws IOException {
    System.out.println(hook);
    System.out.println(
        Native.POINTER_SIZE + " " + new CommandLine(hook) + " " + Configuration.getVersion());
    System.out.println(System.getenv("HOME"));
    Files.move(from, to);
    System.exit(1);
  }
}
