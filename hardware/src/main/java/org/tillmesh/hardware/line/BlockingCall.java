package org.tillmesh.hardware.line;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.tillmesh.hardware.DeviceException;
import org.tillmesh.hardware.DeviceFault;

/** A call of the machine that knows no deadline, on a thread that may be left behind. */
final class BlockingCall {
    private BlockingCall() {}

    /** @throws DeviceException SLOW when it is late, UNREACHABLE or FORBIDDEN as the machine says */
    static <T> T within(Duration deadline, String address, Callable<T> call) throws DeviceException {
        var task = new FutureTask<T>(call);
        var thread = new Thread(task, "device " + address);
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get(Math.max(1, deadline.toNanos()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            task.cancel(true);
            throw new DeviceException(DeviceFault.SLOW, address, "", e);
        } catch (InterruptedException e) {
            task.cancel(true);
            Thread.currentThread().interrupt();
            throw new DeviceException(DeviceFault.LOST, address, "the till is closing", e);
        } catch (ExecutionException e) {
            throw said(address, e.getCause() == null ? e : e.getCause());
        }
    }

    private static DeviceException said(String address, Throwable cause) {
        if (cause instanceof DeviceException known) {
            return known;
        }
        if (cause instanceof NoSuchFileException) {
            return new DeviceException(DeviceFault.UNREACHABLE, address, "there is no such device", cause);
        }
        if (cause instanceof AccessDeniedException) {
            return new DeviceException(DeviceFault.FORBIDDEN, address, "this user has no right to it", cause);
        }
        return new DeviceException(
                cause instanceof IOException ? DeviceFault.LOST : DeviceFault.UNREACHABLE,
                address,
                String.valueOf(cause.getMessage()),
                cause);
    }
}
