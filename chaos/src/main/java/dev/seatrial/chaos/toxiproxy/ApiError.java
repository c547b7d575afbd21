package dev.seatrial.chaos.toxiproxy;

/** An error that the API reports. */
final class ApiError extends Exception {

    private static final long serialVersionUID = 1;

    private final int status;

    ApiError(int status, String message) {
        super(message);
        this.status = status;
    }

    static ApiError badBody(String why) {
        return new ApiError(400, "bad request body: " + why);
    }

    static ApiError missing(String field) {
        return new ApiError(400, "missing required field: " + field);
    }

    static ApiError proxyNotFound() {
        return new ApiError(404, "proxy not found");
    }

    static ApiError proxyExists() {
        return new ApiError(409, "proxy already exists");
    }

    static ApiError toxicNotFound() {
        return new ApiError(404, "toxic not found");
    }

    int status() {
        return status;
    }

    /** Its members, to stand in an object. */
    String members() {
        return "\"error\":" + GoText.quote(String.valueOf(getMessage())) + ",\"status\":" + status;
    }
}
