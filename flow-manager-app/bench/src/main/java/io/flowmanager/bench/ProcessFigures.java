package io.flowmanager.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The resources that a process has used so far.
 *
 * @param rssMb resident, in megabytes; 0 where the system does not tell (it is no Linux)
 * @param peakRssMb the most it ever was
 */
record ProcessFigures(Duration cpu, double rssMb, double peakRssMb) {
  static final ProcessFigures NONE = new ProcessFigures(Duration.ZERO, 0, 0);

  private static final double KB_PER_MB = 1024;

  /** As they are now; {@link #NONE} if it has ended. */
  static ProcessFigures of(ProcessHandle process) {
    List<String> status = lines(Path.of("/proc", Long.toString(process.pid()), "status"));
    return new ProcessFigures(
        process.info().totalCpuDuration().orElse(Duration.ZERO),
        kilobytes(status, "VmRSS:") / KB_PER_MB,
        kilobytes(status, "VmHWM:") / KB_PER_MB);
  }

  /**
   * The seconds for which all of the machine's cores together were busy since it started; empty where
   * the system does not tell.
   */
  static Optional<Double> machineBusySeconds() {
    return lines(Path.of("/proc/stat")).stream().findFirst().map(ProcessFigures::busySeconds);
  }

  /** Of {@code cpu user nice system idle iowait irq softirq steal …}, in hundredths of seconds. */
  static double busySeconds(String line) {
    String[] fields = line.strip().split(" +", -1);
    long busy = 0;
    for (int field = 1; field < Math.min(fields.length, 9); field++) {
      boolean isIdle = field == 4 || field == 5;
      busy += isIdle ? 0 : Long.parseLong(fields[field]);
    }
    return busy / 100.0;
  }

  /** Of {@code VmRSS: 123456 kB}. */
  static long kilobytes(List<String> status, String name) {
    return status.stream()
        .filter(line -> line.startsWith(name))
        .findFirst()
        .map(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
        .orElse(0L);
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException absent) {
      return List.of();
    }
  }
}
