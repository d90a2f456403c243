// The head says what the error is called when it is reported.
class ValidationError extends Error {
  constructor(message) {
    super(message);
    this.name = 'Validation';
  }
}
console.log('before');
throw new ValidationError('not valid');
