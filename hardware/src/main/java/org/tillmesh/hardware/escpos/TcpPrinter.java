package org.tillmesh.hardware.escpos;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import org.tillmesh.hardware.DeviceException;
import org.tillmesh.hardware.DeviceFault;
import org.tillmesh.hardware.ReceiptPrinter;

/**
 * A printer on the network, usually port 9100. It is asked for paper before the job and again after it, so that "printed"
 * means that the printer had paper to the end; one that never answers is trusted.
 */
public record TcpPrinter(String host, int port) implements ReceiptPrinter {
    private static final int CONNECT_MILLIS = 2_000;
    private static final int ANSWER_MILLIS = 1_500;

    @Override
    public void print(BufferedImage picture, boolean openDrawer) throws DeviceException {
        try (Socket socket = new Socket()) {
            connect(socket);
            boolean answers = askPaper(socket, true);
            send(socket, EscPos.job(picture, openDrawer));
            askPaper(socket, answers);
        } catch (IOException e) {
            throw unreachable(e);
        }
    }

    /** A drawer opens without paper too. */
    @Override
    public void openDrawer() throws DeviceException {
        try (Socket socket = new Socket()) {
            connect(socket);
            send(socket, EscPos.kickDrawer());
        } catch (IOException e) {
            throw unreachable(e);
        }
    }

    private void connect(Socket socket) throws IOException {
        socket.connect(new InetSocketAddress(host, port), CONNECT_MILLIS);
        socket.setSoTimeout(ANSWER_MILLIS);
    }

    private static void send(Socket socket, byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    private DeviceException unreachable(IOException e) {
        return new DeviceException(
                DeviceFault.UNREACHABLE, "tcp:" + host + ":" + port, String.valueOf(e.getMessage()), e);
    }

    /** @return whether it answered at all */
    private boolean askPaper(Socket socket, boolean expected) throws IOException, DeviceException {
        if (!expected) {
            return false;
        }
        send(socket, EscPos.askPaper());
        try {
            int status = socket.getInputStream().read();
            if (status < 0) {
                throw new IOException("it hung up");
            }
            if (EscPos.isPaperOut(status)) {
                throw new DeviceException(DeviceFault.PAPER_OUT, "tcp:" + host + ":" + port, "");
            }
            return true;
        } catch (SocketTimeoutException e) {
            return false; // many cheap printers never answer; their silence says nothing of the paper
        }
    }
}
