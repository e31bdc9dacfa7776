package io.jstartup.model.hook;

import io.jstartup.model.OsText;
import io.jstartup.model.ProblemsException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How a hook's service is called: {@code jstartup-USER}; another home than the user's usual one adds 8 hex digits of that home's
 * SHA-256, so that several homes of one user live side by side. The characters are those that every init system takes.
 */
public final class ServiceName {
  private static final Pattern LEGAL = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]*");
  private static final int LONGEST = 200;
  private static final String UNIT_SUFFIX = ".service";

  private ServiceName() {}

  /**
   * The name for this user's hook when none was asked for. Which home is the usual one the user database says, not the {@code --hp} of
   * a command line: that may name any folder, and two of them would share a name.
   */
  public static String of(Account account, Path jstartupHome) {
    Path usualHome = account.home().resolve(".jstartup").normalize();
    boolean usual = jstartupHome.normalize().equals(usualHome);
    return usual ? usual(account) : other(account, jstartupHome);
  }

  /** What {@link #of} may have given for this home: the user database may have changed since, and once it went by {@code --hp}. */
  public static Set<String> possible(Account account, Path jstartupHome) {
    return Set.of(usual(account), other(account, jstartupHome));
  }

  private static String other(Account account, Path jstartupHome) {
    return usual(account) + "-" + shortHash(jstartupHome.normalize().toString());
  }

  private static String usual(Account account) {
    String slug = account.name().replaceAll("[^A-Za-z0-9_.-]", "_");
    if (!slug.equals(account.name())) {
      slug = slug + "-" + shortHash(account.name());
    }
    return "jstartup-" + slug;
  }

  /**
   * The name that {@code --service-name} asks for; a {@code .service} at its end is dropped, as it is added again.
   *
   * @throws ProblemsException when an init system could not take it
   */
  public static String parse(String asked) {
    String name =
        asked.endsWith(UNIT_SUFFIX)
            ? asked.substring(0, asked.length() - UNIT_SUFFIX.length())
            : asked;
    if (name.length() > LONGEST || !LEGAL.matcher(name).matches()) {
      throw new ProblemsException(
          "cannot use '" + asked + "' as the service's name",
          "a name has 1 to "
              + LONGEST
              + " of the characters A-Z a-z 0-9 _ . - and starts with none of the last two",
          "choose another --service-name");
    }
    return name;
  }

  private static String shortHash(String text) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(OsText.encode(text));
      return HexFormat.of().formatHex(hash, 0, 4);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
