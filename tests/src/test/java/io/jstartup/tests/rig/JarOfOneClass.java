package io.jstartup.tests.rig;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** An executable jar made from the source of one class, in memory. */
public final class JarOfOneClass {
  private JarOfOneClass() {}

  /** Compiles a class without a package and without inner classes for Java 17; {@code java -jar} runs its main. */
  public static byte[] compile(String name, String source) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    ByteArrayOutputStream bytecode = new ByteArrayOutputStream();
    JavaFileManager intoMemory =
        new ForwardingJavaFileManager<JavaFileManager>(
            compiler.getStandardFileManager(null, null, null)) {
          @Override
          public JavaFileObject getJavaFileForOutput(
              Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
            return new ClassFile(className, bytecode);
          }
        };
    List<String> options = List.of("--release", "17", "-proc:none");
    List<SourceFile> sources = List.of(new SourceFile(name, source));
    if (!compiler.getTask(null, intoMemory, null, options, null, sources).call()) {
      throw new AssertionError("'" + name + "' does not compile");
    }
    return jar(name, bytecode.toByteArray());
  }

  private static byte[] jar(String mainClass, byte[] bytecode) {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, mainClass);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JarOutputStream jar = new JarOutputStream(bytes, manifest)) {
      jar.putNextEntry(new JarEntry(mainClass + ".class"));
      jar.write(bytecode);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static final class SourceFile extends SimpleJavaFileObject {
    private final String source;

    SourceFile(String name, String source) {
      super(URI.create("memory:/" + name + ".java"), Kind.SOURCE);
      this.source = source;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return source;
    }
  }

  private static final class ClassFile extends SimpleJavaFileObject {
    private final OutputStream bytecode;

    ClassFile(String name, OutputStream bytecode) {
      super(URI.create("memory:/" + name + ".class"), Kind.CLASS);
      this.bytecode = bytecode;
    }

    @Override
    public OutputStream openOutputStream() {
      return bytecode;
    }
  }
}
