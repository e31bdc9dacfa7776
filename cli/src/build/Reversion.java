import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

/**
 * Rewrites a jar's classes as Java 8 ones (class file version 52, with the stack maps that this version needs). Class data sharing and
 * the AOT cache skip classes older than version 50, and picocli is compiled for Java 5: without this its classes are parsed and
 * verified at every start. Run by the build, with ASM on its class path.
 */
final class Reversion {
  public static void main(String[] args) throws IOException {
    Path jar = Path.of(args[0]);
    Path rewritten = Path.of(args[0] + ".new");
    try (URLClassLoader loader = new URLClassLoader(new URL[] {jar.toUri().toURL()});
        ZipInputStream in = new ZipInputStream(Files.newInputStream(jar));
        ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(rewritten))) {
      for (ZipEntry entry; (entry = in.getNextEntry()) != null; ) {
        ZipEntry target = new ZipEntry(entry.getName());
        target.setTimeLocal(LocalDateTime.of(2026, 11, 21, 0, 0));
        out.putNextEntry(target);
        out.write(rewrite(entry.getName(), in.readAllBytes(), loader));
      }
    }
    Files.move(rewritten, jar, StandardCopyOption.REPLACE_EXISTING);
  }

  private static byte[] rewrite(String name, byte[] bytes, ClassLoader loader) {
    boolean old = name.endsWith(".class") && !name.startsWith("META-INF/") && bytes[7] < Opcodes.V1_8;
    if (!old) {
      return bytes;
    }
    ClassWriter writer =
        new ClassWriter(ClassWriter.COMPUTE_FRAMES) {
          @Override
          protected ClassLoader getClassLoader() {
            return loader;
          }
        };
    ClassVisitor asJava8 =
        new ClassVisitor(Opcodes.ASM9, writer) {
          @Override
          public void visit(int version, int access, String name, String signature, String parent, String[] interfaces) {
            super.visit(Opcodes.V1_8, access, name, signature, parent, interfaces);
          }
        };
    new ClassReader(bytes).accept(asJava8, ClassReader.SKIP_FRAMES);
    return writer.toByteArray();
  }
}
