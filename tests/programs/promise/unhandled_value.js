// A reason that is no error.
Promise.reject("for no reason");
Promise.resolve().then(() => console.log("jobs run first"));
