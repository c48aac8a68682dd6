package io.flowmanager.embedding;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowmanager.authoring.rehearse.FrontDesk;
import io.flowmanager.domain.engine.Engine;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Promises of docs/embedding.md: its programs compile against this module alone, and say what it
 * says.
 */
class EmbeddingTest {
  private static final Pattern PROGRAM =
      Pattern.compile("```java\n(.*?)```.*?```text\n(.*?)```", Pattern.DOTALL);
  private static final Pattern NAME = Pattern.compile("public class (\\w+)");

  private record Program(String name, String source, String output) {}

  private static List<Program> programs() {
    var programs = new ArrayList<Program>();
    Matcher found = PROGRAM.matcher(FrontDesk.textOf("docs/embedding.md"));
    while (found.find()) {
      Matcher name = NAME.matcher(found.group(1));
      assertThat(name.find()).isTrue();
      programs.add(new Program(name.group(1), found.group(1), found.group(2)));
    }
    return programs;
  }

  @TestFactory
  Stream<DynamicTest> theProgramsOfTheGuideSayWhatTheGuideSays(@TempDir Path folder) {
    List<Program> programs = programs();
    assertThat(programs)
        .extracting(Program::name)
        .containsExactly("NextAction", "Rehearsing", "OwnType");
    return programs.stream()
        .map(program ->
            DynamicTest.dynamicTest(
                program.name(),
                () -> assertThat(run(program, folder)).isEqualTo(program.output())));
  }

  private static String run(Program program, Path folder) throws Exception {
    Path source = folder.resolve(program.name() + ".java");
    Files.writeString(source, program.source());
    String domain = domain();
    int wrong =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-Xlint:all",
                "-Werror",
                "-cp",
                domain,
                "-d",
                folder.toString(),
                source.toString());
    assertThat(wrong).isZero();
    // Another process, so that nothing else is on its class path.
    return output(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Dstdout.encoding=UTF-8",
        "-cp",
        domain + File.pathSeparator + folder,
        program.name());
  }

  private static String domain() throws URISyntaxException {
    return Path.of(Engine.class.getProtectionDomain().getCodeSource().getLocation().toURI())
        .toString();
  }

  private static String output(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output.replace(System.lineSeparator(), "\n");
  }
}
