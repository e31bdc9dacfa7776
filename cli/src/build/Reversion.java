import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * Rewrites a jar so that its classes call themselves Java 8 (class file version 52). Class data sharing and the AOT cache skip classes
 * older than version 50; picocli is compiled for Java 5. Nothing but the version number changes, which is allowed upwards as long as
 * a class has no jsr/ret instructions (javac writes none since Java 6). Run by the build.
 */
final class Reversion {
  private static final int JAVA_8 = 52;

  public static void main(String[] args) throws IOException {
    Path jar = Path.of(args[0]);
    Path rewritten = Path.of(args[0] + ".new");
    try (ZipInputStream in = new ZipInputStream(Files.newInputStream(jar));
        ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(rewritten))) {
      for (ZipEntry entry; (entry = in.getNextEntry()) != null; ) {
        copy(entry, in, out);
      }
    }
    Files.move(rewritten, jar, StandardCopyOption.REPLACE_EXISTING);
  }

  private static void copy(ZipEntry entry, InputStream in, ZipOutputStream out) throws IOException {
    byte[] bytes = in.readAllBytes();
    boolean oldClass =
        entry.getName().endsWith(".class")
            && !entry.getName().startsWith("META-INF/")
            && bytes[6] == 0
            && (bytes[7] & 0xFF) < JAVA_8;
    if (oldClass) {
      bytes[7] = JAVA_8;
    }
    ZipEntry target = new ZipEntry(entry.getName());
    target.setTimeLocal(java.time.LocalDateTime.of(2026, 11, 21, 0, 0));
    out.putNextEntry(target);
    out.write(bytes);
  }
}
