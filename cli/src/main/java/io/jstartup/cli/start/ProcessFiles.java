package io.jstartup.cli.start;

import io.jstartup.cli.caller.StandardInput;
import io.jstartup.cli.session.Session;
import io.jstartup.dump.Caller;
import io.jstartup.dump.processfile.ProcessFile;
import io.jstartup.dump.resolve.AppResolver;
import io.jstartup.model.OsText;
import io.jstartup.model.Problem;
import io.jstartup.model.ProblemsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Process files among a command's words; {@code -} is one in JSON on standard input. */
public record ProcessFiles(Session session) {
  private static final String STANDARD_INPUT = "-";

  /** Whether the word means a process file. */
  public static boolean isOne(String word) {
    return word.equals(STANDARD_INPUT) || ProcessFile.isNamedLikeOne(word);
  }

  /** Reads it; warnings are shown. */
  public ProcessFile read(String word) {
    ProcessFile file =
        word.equals(STANDARD_INPUT)
            ? ProcessFile.ofJson(StandardInput.read(), "standard input")
            : ProcessFile.read(path(word), asker());
    file.warnings().forEach(session.console()::warn);
    return file;
  }

  /**
   * The words as targets: in place of a process file the names of its apps. A word that looks like a file which does not exist is a
   * name.
   *
   * @param only these of them; empty: all
   * @throws ProblemsException with all that is wrong with the files
   */
  public List<String> targets(List<String> words, Optional<List<String>> only) {
    checkOnly(only, words.stream().filter(this::means).toList());
    OnlyNames wanted = new OnlyNames(only);
    List<Problem> problems = new ArrayList<>();
    List<String> targets = new ArrayList<>();
    for (String word : words) {
      try {
        targets.addAll(means(word) ? names(word, wanted) : List.of(word));
      } catch (ProblemsException e) {
        problems.addAll(e.problems());
      }
    }
    if (problems.isEmpty()) {
      problems.addAll(wanted.problems());
    }
    if (!problems.isEmpty()) {
      throw new ProblemsException(problems);
    }
    return targets;
  }

  /** Whether the word is a process file that exists, so no name. */
  public boolean means(String word) {
    return word.equals(STANDARD_INPUT) || (isOne(word) && Files.exists(path(word)));
  }

  /**
   * Nothing when there is a file to take only some apps from.
   *
   * @throws ProblemsException when there is none, as the other targets would all be meant
   */
  public static void checkOnly(Optional<List<String>> only, List<String> files) {
    if (only.isPresent() && files.isEmpty()) {
      String why = "it takes apps from a process file, and none is named";
      throw new ProblemsException("cannot use --only", why, "name the apps as they are");
    }
  }

  private List<String> names(String word, OnlyNames wanted) {
    ProcessFile file = read(word);
    if (file.apps().isEmpty()) {
      throw new ProblemsException("nothing is meant by '" + word + "'", "it holds no app", "");
    }
    return wanted.of(file).stream().map(AppResolver::name).toList();
  }

  private Path path(String word) {
    try {
      if (OsText.isUtf8(word)) {
        return session.caller().cwd().resolve(word).normalize();
      }
    } catch (InvalidPathException e) {
      throw new ProblemsException("cannot read process file '" + word + "'", e.getReason(), "");
    }
    throw new ProblemsException(
        "cannot read process file '" + word + "'", "its name is not UTF-8", "rename it");
  }

  /** Whom the apps are completed for. */
  Caller asker() {
    return new Caller(
        session.caller().cwd().toString(),
        session.caller().env(),
        session.home(),
        Runtime.getRuntime().availableProcessors());
  }
}
