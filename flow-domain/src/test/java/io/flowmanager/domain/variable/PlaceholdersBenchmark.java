package io.flowmanager.domain.variable;

import io.flowmanager.domain.action.Options;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Filling in: options without a placeholder, with three, and a long text with many. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class PlaceholdersBenchmark {
  private static final int MANY = 1000;

  private final Variables variables = new Variables(values());
  private final Options none =
      Options.NONE.with("text", "Good morning, and welcome.").with("language", "en-US");
  private final Options three =
      Options.NONE
          .with("text", "Good morning ${name}, and welcome to ${company}. Visit ${visits}.")
          .with("language", "en-US");
  private final String many = "Visit ${visits} of ${name}. ".repeat(MANY / 2);

  @Benchmark
  public Options optionsWithoutOne() {
    return variables.fillIn(none);
  }

  @Benchmark
  public Options optionsWithThree() {
    return variables.fillIn(three);
  }

  @Benchmark
  public String aTextWithAThousand() {
    return variables.fillIn(many);
  }

  private static Map<String, String> values() {
    var values = new HashMap<String, String>();
    for (int number = 0; number < 20; number++) {
      values.put("voipbin.activeflow.some.%d".formatted(number), "some text");
    }
    values.putAll(Map.of("name", "Bob", "company", "ACME", "visits", "7"));
    return values;
  }
}
