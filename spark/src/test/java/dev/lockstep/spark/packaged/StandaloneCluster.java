package dev.lockstep.spark.packaged;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A master and workers of Spark on this machine, a program each. */
final class StandaloneCluster implements AutoCloseable {

  private static final Path HOME = Path.of("../spark-runtime/target").toAbsolutePath().normalize();
  private static final String PACKAGE = "org.apache.spark.deploy.";

  private final Path folder;
  private final String master;
  private final List<Process> workers = new ArrayList<>();
  private final Process first;

  private StandaloneCluster(Path folder, int port) throws IOException {
    this.folder = folder;
    this.master = "spark://127.0.0.1:" + port;
    this.first =
        program(
            "master",
            PACKAGE + "master.Master",
            "--host",
            "127.0.0.1",
            "--port",
            String.valueOf(port),
            "--webui-port",
            "0");
  }

  /** Returns when all workers are known to the master. */
  static StandaloneCluster start(Path folder, int workers) throws Exception {
    StandaloneCluster cluster = new StandaloneCluster(folder, freePort());
    for (int worker = 0; worker < workers; worker++) {
      cluster.workers.add(cluster.worker(worker));
    }
    for (int worker = 0; worker < workers; worker++) {
      cluster.awaitRegistered(worker);
    }
    return cluster;
  }

  private Process worker(int number) throws IOException {
    return program(
        "worker" + number,
        PACKAGE + "worker.Worker",
        "--host",
        "127.0.0.1",
        "--webui-port",
        "0",
        "--cores",
        "1",
        "--memory",
        "1g",
        "--work-dir",
        folder.resolve("work" + number).toString(),
        master);
  }

  private void awaitRegistered(int worker) throws Exception {
    Path log = folder.resolve("worker" + worker + ".txt");
    long until = System.nanoTime() + 60_000_000_000L;
    while (!Files.readString(log).contains("Successfully registered with master")) {
      if (System.nanoTime() > until) {
        throw new IllegalStateException("no worker: " + Files.readString(log));
      }
      Thread.sleep(50);
    }
  }

  private Process program(String name, String main, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", HOME.resolve("jars") + "/*", main));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve(name + ".txt").toFile());
    builder.environment().put("SPARK_HOME", HOME.toString());
    builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
    builder.environment().put("SPARK_SCALA_VERSION", "2.13"); // or it is looked for in vain
    return builder.start();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  String master() {
    return master;
  }

  /** As a power cut would: the worker and what it started are gone at once. */
  void kill(int worker) {
    Process process = workers.get(worker);
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  @Override
  public void close() {
    for (int worker = 0; worker < workers.size(); worker++) {
      kill(worker);
    }
    first.destroyForcibly();
  }
}
