package io.jstartup.supervisor.ops;

import io.jstartup.model.ProblemsException;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * {@code /web|api/}: a regular expression of {@link Pattern} that is looked for anywhere in an app's name. A search that would take
 * long is given up, since the supervisor's only thread does it.
 */
public final class NamePattern {
  /** For all names together. */
  private static final int MOST_STEPS = 2_000_000;

  private final String text;
  private final Pattern pattern;
  private int steps;

  private NamePattern(String text, Pattern pattern) {
    this.text = text;
    this.pattern = pattern;
  }

  /** Whether a target is a pattern. */
  public static boolean isOne(String target) {
    return target.length() > 2 && target.startsWith("/") && target.endsWith("/");
  }

  /**
   * From a target that {@link #isOne}.
   *
   * @throws ProblemsException when the expression is none
   */
  public static NamePattern of(String target) {
    try {
      return new NamePattern(target, Pattern.compile(target.substring(1, target.length() - 1)));
    } catch (PatternSyntaxException e) {
      throw new ProblemsException(
          "cannot use the pattern '" + target + "'",
          e.getDescription() + " at character " + (e.getIndex() + 2),
          "it is a regular expression between slashes; names are matched anywhere in them");
    } catch (StackOverflowError e) {
      throw tooHard(target);
    }
  }

  /**
   * Whether the expression is found in this name.
   *
   * @throws ProblemsException when that takes too long to tell
   */
  public boolean matches(String name) {
    try {
      return pattern.matcher(new Limited(name)).find();
    } catch (TooManySteps | StackOverflowError e) {
      throw tooHard(text);
    }
  }

  private static ProblemsException tooHard(String text) {
    return new ProblemsException(
        "cannot use the pattern '" + text + "'", "it takes too long", "use a simpler one");
  }

  /** Text that can be read so many times only: what backtracks reads the same characters again and again. */
  private final class Limited implements CharSequence {
    private final CharSequence of;

    private Limited(CharSequence of) {
      this.of = of;
    }

    @Override
    public char charAt(int index) {
      if (++steps > MOST_STEPS) {
        throw new TooManySteps();
      }
      return of.charAt(index);
    }

    @Override
    public int length() {
      return of.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return new Limited(of.subSequence(start, end));
    }

    @Override
    public String toString() {
      return of.toString();
    }
  }

  private static final class TooManySteps extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
