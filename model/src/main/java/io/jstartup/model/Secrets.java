package io.jstartup.model;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Hides what looks like a secret in anything that people are shown: by the name it stands under, or by its own form. A guess: it hides
 * some things that are none, and can't know every secret.
 */
public final class Secrets {
  /** What stands for a secret, however long that is. */
  public static final String MASK = "********";

  private static final Pattern NAME =
      Pattern.compile(
          "pass|secret|token|credential|private|cookie|bearer|jwt|dsn|salt"
              + "|(^|_)(auth|authorization|pwd|sas|pin)(_|$)|keys?(_|$)",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern CAMEL = Pattern.compile("([a-z0-9])([A-Z])");

  /** The shell's own words for folders, whatever they look like. */
  private static final Pattern FOLDER = Pattern.compile("(OLD)?PWD");

  /** All repetitions are bounded: a text of 100 KB must not take a second. */
  private static final Pattern URL_PASSWORD =
      Pattern.compile(
          "(\\b[A-Za-z][A-Za-z0-9+.-]{0,20}://[^\\s/?#:@]{0,250}:)[^\\s/?#]{0,1000}(?=@)");

  private static final Pattern FORM =
      Pattern.compile(
          "-----BEGIN [A-Z ]*PRIVATE KEY-----|^(Bearer|Basic) \\S|\\b(gh[pousr]_|github_pat_|glpat-"
              + "|xox[abprs]-|sk_live_|sk-|rk_live_|npm_|AKIA|ASIA)[A-Za-z0-9_-]{10,}"
              + "|\\beyJ[\\w-]{8,}\\.[\\w-]{8,}\\.");
  private static final Pattern ASSIGNMENT =
      Pattern.compile("(-{0,2}[\\w.-]+)=(.*)", Pattern.DOTALL);

  private Secrets() {}

  /** Whether something of this name is probably secret: {@code DB_PASSWORD}, {@code apiKey}, {@code --token}. */
  public static boolean isNamedLikeOne(String name) {
    String words = CAMEL.matcher(name).replaceAll("$1_$2").replaceAll("[^A-Za-z0-9]+", "_");
    return !FOLDER.matcher(name).matches() && NAME.matcher(words).find();
  }

  /** The value of a variable or attribute as it may be shown. Nothing is hidden of an empty one, of true and of false. */
  public static String masked(String name, String value) {
    boolean plain = value.isEmpty() || value.equals("true") || value.equals("false");
    return !plain && isNamedLikeOne(name) ? MASK : masked(value);
  }

  /** A text that stands under no name: of a URL only the password is hidden. */
  public static String masked(String value) {
    return FORM.matcher(value).find() ? MASK : URL_PASSWORD.matcher(value).replaceAll("$1" + MASK);
  }

  /** Arguments as they may be shown: {@code --token=x}, {@code --token x} and {@code TOKEN=x} lose the x. */
  public static List<String> maskedArguments(List<String> arguments) {
    List<String> masked = new ArrayList<>();
    boolean secretNext = false;
    for (String argument : arguments) {
      boolean option = argument.startsWith("-");
      masked.add(secretNext && !option ? MASK : maskedArgument(argument));
      secretNext = option && argument.indexOf('=') < 0 && isNamedLikeOne(argument);
    }
    return masked;
  }

  private static String maskedArgument(String argument) {
    Matcher parts = ASSIGNMENT.matcher(argument);
    return parts.matches()
        ? parts.group(1) + "=" + masked(parts.group(1), parts.group(2))
        : masked(argument);
  }
}
