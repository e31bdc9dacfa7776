package io.jstartup.generator.run;

import io.jstartup.io.CallerIds;
import io.jstartup.model.ProblemsException;
import io.jstartup.model.hook.Account;
import io.jstartup.platforms.Command;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Reads files of a user with that user's own rights: a link of theirs to a file of root's, a FIFO or an endless file give root nothing
 * and hold it up for a short time at most.
 */
public final class UserFiles {
  private static final int LARGEST = 64 * 1024 * 1024;
  private static final Duration LIMIT = Duration.ofSeconds(10);

  /**
   * The content, at most 64 MiB.
   *
   * @throws ProblemsException when this user can't read it, or it takes longer than 10 s
   */
  public byte[] read(Account account, Path file) {
    Command command = new Command(argv(account, file), LIMIT, false, false);
    ToolRun run = ToolRun.of(command, LARGEST);
    if (run.exitCode() != 0 || !run.whole()) {
      String said = new String(run.error(), StandardCharsets.UTF_8).strip();
      throw new ProblemsException(
          "cannot read '" + file + "' as user '" + account.name() + "'",
          run.whole() ? said : "it is larger than 64 MiB, or than the memory that Java has here",
          "");
    }
    return run.out();
  }

  private static List<String> argv(Account account, Path file) {
    List<String> words = List.of("cat", "--", file.toString());
    return callerUid() == account.uid() ? words : new AsUser(account).words(words);
  }

  private static int callerUid() {
    try {
      return CallerIds.uid();
    } catch (IOException e) {
      return 0; // as root we drop our rights whoever the user is
    }
  }
}
