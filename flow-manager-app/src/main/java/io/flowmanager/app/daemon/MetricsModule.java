package io.flowmanager.app.daemon;

import dagger.Binds;
import dagger.Module;
import io.flowmanager.app.observe.metrics.MicrometerMeasurements;
import io.flowmanager.app.observe.metrics.MicrometerRabbitMeasurements;
import io.flowmanager.application.port.Measurements;
import io.flowmanager.rabbitmq.RabbitMeasurements;

/** The counters and timers. */
@Module
interface MetricsModule {
  @Binds
  Measurements measurements(MicrometerMeasurements micrometer);

  @Binds
  RabbitMeasurements rabbitMeasurements(MicrometerRabbitMeasurements micrometer);
}
